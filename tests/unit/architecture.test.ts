import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateDiagram } from '../../appliance/gate/transitions.ts';

const page = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('the documents', () => {
  it('hold the state diagram as the table of transitions gives it', () => {
    const found = /<!-- states -->\n```\n([\s\S]*?)```\n<!-- \/states -->/.exec(page('ARCHITECTURE.md'))?.[1];
    expect(found).toBe(stateDiagram());
  });
});
