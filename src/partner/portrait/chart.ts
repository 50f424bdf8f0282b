import { html, type Markup } from './markup.ts';

/** Charts are hand-made SVG: they print, need no script, and say in words (title, desc) what the table beside them says in figures. */
export type Segment = { readonly label: string; readonly share: number; readonly tone: string; readonly text: string };

const WIDTH = 640;

let serial = 0;
/** Ids are only unique within a page; a page starts from nothing so that the same input gives the same bytes. */
export function restartIds(): void {
  serial = 0;
}

function frame(height: number, title: string, description: string, body: readonly Markup[], width = WIDTH): Markup {
  const id = `graphique-${++serial}`;
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${body}</svg>`;
}

const at = (value: number): string => (Math.round(value * 100) / 100).toString();

/** One horizontal bar cut in shares that sum to at most 1; what is missing is hatched, as hidden. */
export function stackedBar(title: string, description: string, segments: readonly Segment[], hidden: string | null): Markup {
  const parts: Markup[] = [];
  let x = 0;
  for (const segment of segments) {
    const width = segment.share * WIDTH;
    parts.push(html`<rect class="${segment.tone}" x="${at(x)}" y="4" width="${at(Math.max(0, width - 2))}" height="34" rx="2"/>`);
    if (width > 96) parts.push(html`<text class="on ${segment.tone}-on" x="${at(x + 10)}" y="26">${segment.text}</text>`);
    x += width;
  }
  if (hidden !== null && x < WIDTH - 4) {
    parts.push(html`<rect class="hidden-part" x="${at(x)}" y="4.5" width="${at(WIDTH - x - 1)}" height="33" rx="2"/>`);
    if (WIDTH - x > 120) parts.push(html`<text class="quiet" x="${at(x + 10)}" y="26">${hidden}</text>`);
  }
  return frame(42, title, description, parts);
}

/** Horizontal bars from a zero line, for amounts of either sign; `width`: narrower beside a text. */
export function signedBars(
  title: string,
  description: string,
  bars: readonly { label: string; value: number; text: string }[],
  width = WIDTH,
): Markup {
  const least = Math.min(0, ...bars.map((bar) => bar.value));
  const most = Math.max(0, ...bars.map((bar) => bar.value));
  const [left, side] = width < WIDTH ? [148, 50] : [176, 84];
  const right = width - side;
  const room = least < 0 ? side : 0;
  const scale = (right - left - room) / Math.max(most - least, 1e-9);
  const zero = left + room - least * scale;
  const parts = bars.flatMap((bar, i) => {
    const y = i * 28 + 4;
    const length = Math.max(1, Math.abs(bar.value) * scale);
    const x = bar.value < 0 ? zero - length : zero;
    const anchor =
      bar.value < 0
        ? html`<text class="figure end" x="${at(x - 6)}" y="${y + 15}">${bar.text}</text>`
        : html`<text class="figure" x="${at(x + length + 6)}" y="${y + 15}">${bar.text}</text>`;
    return [
      html`<text class="name" x="0" y="${y + 15}">${bar.label}</text>`,
      html`<rect class="${bar.value < 0 ? 'lowers' : 'raises'}" x="${at(x)}" y="${y + 2}" width="${at(length)}" height="18" rx="1.5"/>`,
      anchor,
    ];
  });
  const height = bars.length * 28 + 8;
  parts.push(html`<line class="axis" x1="${at(zero)}" x2="${at(zero)}" y1="0" y2="${height - 4}"/>`);
  return frame(height, title, description, parts, width);
}

/** A share with its interval on a line from 0 to 100 %: a dot and a whisker. */
export function intervals(
  title: string,
  description: string,
  rows: readonly { label: string; value: number; low: number; high: number; text: string }[],
  ticks: readonly string[],
): Markup {
  const left = 252;
  const right = WIDTH - 60;
  const x = (share: number): string => at(left + Math.min(1, Math.max(0, share)) * (right - left));
  const bottom = rows.length * 28 + 6;
  const grid = ticks.map((tick, i) => {
    const share = i / (ticks.length - 1);
    return html`<line class="grid" x1="${x(share)}" x2="${x(share)}" y1="0" y2="${bottom}"/><text class="tick" x="${x(share)}" y="${bottom + 16}">${tick}</text>`;
  });
  const marks = rows.map((row, i) => {
    const y = i * 28 + 14;
    return html`<text class="name" x="0" y="${y + 4}">${row.label}</text><line class="whisker" x1="${x(row.low)}" x2="${x(row.high)}" y1="${y}" y2="${y}"/><circle class="dot" cx="${x(row.value)}" cy="${y}" r="5.5"/><text class="figure" x="${right + 14}" y="${y + 5}">${row.text}</text>`;
  });
  return frame(bottom + 22, title, description, [...grid, ...marks]);
}

/**
 * A curve inside a unit square of its own, half a page wide. `chance`: what luck would do, from one point to another; `marks`, points named
 * beside it.
 */
export function halfCurve(
  title: string,
  description: string,
  points: readonly (readonly [number, number])[],
  labels: { readonly x: string; readonly y: string; readonly ticks: readonly string[] },
  chance: readonly [readonly [number, number], readonly [number, number]],
  marks: readonly { readonly at: readonly [number, number]; readonly name: string }[],
): Markup {
  const [left, top, size, width] = [52, 30, 252, 320];
  const px = (share: number): string => at(left + share * size);
  const py = (share: number): string => at(top + (1 - share) * size);
  const grid = labels.ticks.map((tick, i) => {
    const share = i / (labels.ticks.length - 1);
    return html`<line class="grid" x1="${px(share)}" x2="${px(share)}" y1="${top}" y2="${top + size}"/><line class="grid" x1="${left}" x2="${left + size}" y1="${py(share)}" y2="${py(share)}"/><text class="tick" x="${px(share)}" y="${top + size + 17}">${tick}</text><text class="tick end" x="${left - 7}" y="${at(top + (1 - share) * size + 4)}">${tick}</text>`;
  });
  const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${py(y)}`).join('');
  const [from, to] = chance;
  const named = marks.map(({ at: [x, y], name }) => {
    const end = x > 0.6;
    return html`<circle class="dot" cx="${px(x)}" cy="${py(y)}" r="5"/><text class="name${end ? ' end' : ''}" x="${at(left + x * size + (end ? -9 : 9))}" y="${at(top + (1 - y) * size + 15)}">${name}</text>`;
  });
  return frame(
    top + size + 40,
    title,
    description,
    [
      ...grid,
      html`<line class="diagonal" x1="${px(from[0])}" y1="${py(from[1])}" x2="${px(to[0])}" y2="${py(to[1])}"/>`,
      html`<path class="curve" d="${path}"/>`,
      ...named,
      html`<text class="quiet" x="0" y="14">${labels.y}</text>`,
      html`<text class="tick" x="${left + size / 2}" y="${top + size + 35}">${labels.x}</text>`,
    ],
    width,
  );
}

/** A curve inside the unit square, with its diagonal: a calibration curve. Points are (announced, observed). */
export function unitCurve(
  title: string,
  description: string,
  points: readonly { x: number; y: number }[],
  labels: { x: string; y: string; ticks: readonly string[] },
): Markup {
  const left = 70;
  const size = 240;
  const px = (share: number): string => at(left + share * size);
  const py = (share: number): string => at(10 + (1 - share) * size);
  const grid = labels.ticks.map((tick, i) => {
    const share = i / (labels.ticks.length - 1);
    return html`<line class="grid" x1="${px(share)}" x2="${px(share)}" y1="10" y2="${10 + size}"/><line class="grid" x1="${left}" x2="${left + size}" y1="${py(share)}" y2="${py(share)}"/><text class="tick" x="${px(share)}" y="${size + 28}">${tick}</text><text class="tick end" x="${left - 8}" y="${py(share)}">${tick}</text>`;
  });
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${px(point.x)} ${py(point.y)}`).join('');
  const dots = points.map((point) => html`<circle class="dot" cx="${px(point.x)}" cy="${py(point.y)}" r="4"/>`);
  return frame(size + 52, title, description, [
    ...grid,
    html`<line class="diagonal" x1="${px(0)}" y1="${py(0)}" x2="${px(1)}" y2="${py(1)}"/>`,
    html`<path class="curve" d="${path}"/>`,
    ...dots,
    html`<text class="tick" x="${left + size / 2}" y="${size + 46}">${labels.x}</text>`,
    html`<text class="quiet" x="${left + size + 20}" y="24">${labels.y}</text>`,
  ]);
}
