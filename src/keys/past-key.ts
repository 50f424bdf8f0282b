/** What the vault of a past card's keys is for: it opens as nothing else (SPEC.md, Past keys). */
export function pastKeyContext(card: string): string {
  return `ecluse.past-key/v1 ${card}`;
}
