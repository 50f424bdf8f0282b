import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { GapItem } from '../../../appliance/airgap/view.ts';
import { EcluseError, explain } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { type MessageKey, messages } from '../messages.ts';
import { aligned, type Voice } from '../voice.ts';

export const applianceGap: Command = {
  name: 'gap',
  about: 'applianceGap',
  args: [{ name: 'DIR', about: 'argHome' }],
  async run({ voice, arg }) {
    const { lookAtGap } = await import('../../../appliance/airgap/view.ts');
    const { paths } = await import('../../../appliance/home.ts');
    const { card } = paths(arg('DIR'));
    if (!existsSync(card)) throw new EcluseError('APPLIANCE_MISSING', { file: basename(card) });
    const { refusal, first, items, problems, unplugged } = lookAtGap();
    const said = problems.map((problem) => ({ ...explain(problem, voice.lang), params: problem.params }));
    const result = {
      unplugged,
      first,
      items: items.map(({ problem, ...item }) => ({ ...item, code: problem?.code ?? null })),
      problems: said,
    };
    if (refusal !== null) return { result, lines: [], failed: new EcluseError(refusal.code, refusal.params) };
    const rows = aligned(items.map((item) => [item.name, kindOf(item, voice), voice.t(STATES[item.state])]));
    const lines = [...(items.length === 0 ? [voice.t('gapNothing')] : rows), ...(first ? [] : [voice.t('gapNotFirst')])];
    if (unplugged) return { result, lines: [...lines, voice.t('gapUnplugged')] };
    const faults = said.flatMap(({ what, fix }) => [voice.t('gapFault', { what }), voice.t('gapFix', { fix })]);
    return { result, lines, failed: new EcluseError('GAP_PLUGGED', { count: problems.length }), faults: [...faults, ''] };
  },
};

const STATES = { up: 'gapUp', down: 'gapDown', off: 'gapOff' } as const satisfies Record<GapItem['state'], MessageKey>;

function kindOf({ what, kind }: GapItem, voice: Voice): string {
  const key = `gap_${what === 'namespace' ? what : kind}`;
  return key in messages ? voice.t(key as MessageKey) : kind;
}
