/** Colours of the printed pages. Few, and each pair that carries text is checked for contrast (WCAG 2.2, 1.4.3 and 1.4.11). */
export const PALETTE = {
  paper: '#ffffff',
  panel: '#f3f5f4',
  ink: '#17212b',
  quiet: '#4b5763',
  rule: '#c9d0d3',
  grid: '#dfe4e6',
  accent: '#0d4f5c',
  'very-high': '#561408',
  high: '#8a2d1c',
  moderate: '#e0a83a',
  low: '#3c6e64',
  'very-low': '#1d453d',
  notice: '#fdf3dc',
  noticeEdge: '#9a6a00',
} as const;

/** Text on ground: at least 4.5 to 1. */
export const TEXT_PAIRS: readonly (readonly [keyof typeof PALETTE, keyof typeof PALETTE])[] = [
  ['ink', 'paper'],
  ['ink', 'panel'],
  ['ink', 'notice'],
  ['quiet', 'paper'],
  ['quiet', 'panel'],
  ['accent', 'paper'],
  ['paper', 'very-high'],
  ['paper', 'high'],
  ['paper', 'low'],
  ['paper', 'very-low'],
  ['paper', 'accent'],
  ['paper', 'quiet'],
  ['ink', 'moderate'],
];

/** Marks beside each other or on the paper: at least 3 to 1, or told apart by a gap and a label. */
export const MARK_PAIRS: readonly (readonly [keyof typeof PALETTE, keyof typeof PALETTE])[] = [
  ['very-high', 'paper'],
  ['high', 'paper'],
  ['low', 'paper'],
  ['very-low', 'paper'],
  ['accent', 'paper'],
  ['noticeEdge', 'paper'],
];

/** Contrast ratio of two `#rrggbb` colours (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
