/**
 * Faults of a French text against the usage of the Office québécois de la langue française: no-break space inside « » and
 * before the colon, none before ; ! ?, typographic apostrophe.
 */
export function typography(text: string): string[] {
  const rules: [RegExp, string][] = [
    [/«(?!\u00a0)/, 'guillemet ouvrant sans espace insécable'],
    [/(?<!\u00a0)»/, 'guillemet fermant sans espace insécable'],
    [/[\s\u00a0\u202f][;!?]/, 'espace devant ; ! ou ?'],
    [/[^\u00a0:]:(?=\s|$)/, 'deux-points sans espace insécable'],
    [/\p{L}'\p{L}/u, 'apostrophe droite'],
  ];
  return rules.filter(([pattern]) => pattern.test(text)).map(([, fault]) => `${fault}\u00a0: ${text}`);
}
