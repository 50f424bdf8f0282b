import { basename } from 'node:path';
import type { Receipt } from '../../../appliance/intake/receive.ts';
import { explain } from '../../base/errors.ts';
import { WITHDRAWN } from '../../bundle/approval.ts';
import type { Command } from '../command.ts';
import type { Voice } from '../voice.ts';

export const applianceReceive: Command = {
  name: 'receive',
  about: 'applianceReceive',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'FILE', about: 'argFiles', many: true },
  ],
  async run({ voice, arg, args, environment }) {
    const { receiveAll } = await import('../../../appliance/intake/receive.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, (app) => {
      const receipts = receiveAll(app, args('FILE'), null);
      const lines = receipts.flatMap((receipt) => ('received' in receipt ? receivedLines(receipt, voice) : []));
      const faults = receipts.flatMap((receipt) => ('refused' in receipt ? refusedLines(receipt, voice) : []));
      const result = {
        received: receipts.flatMap((receipt) => ('received' in receipt ? [{ file: receipt.path, ...receipt.received }] : [])),
        refused: receipts.flatMap((receipt) =>
          'refused' in receipt ? [{ file: receipt.path, ...explain(receipt.refused, voice.lang) }] : [],
        ),
      };
      const [first] = receipts.flatMap((receipt) => ('refused' in receipt ? [receipt.refused] : []));
      if (first === undefined) return { result, lines };
      // One refused file out of one is told by the error itself.
      return { result, lines, failed: first, faults: receipts.length === 1 ? [] : [...faults, ''] };
    });
  },
};

function receivedLines({ path, received }: Extract<Receipt, { received: unknown }>, voice: Voice): string[] {
  const file = basename(path);
  const { kind, sender } = received;
  const { name } = sender;
  if (received.what === 'bundle') {
    const { sequence, missing } = received;
    const passed = missing > 0 ? [voice.t('receivedMissing', { file, count: missing })] : [];
    return [voice.t('receivedBundle', { file, kind, sequence, name }), ...passed];
  }
  if (received.what === 'approval' && received.until === WITHDRAWN)
    return [voice.t('receivedWithdrawal', { file, name, model: received.model })];
  if ('model' in received) return [voice.t('receivedApproval', { file, name, model: received.model, until: received.until })];
  return [voice.t('receivedOther', { file, kind, name })];
}

function refusedLines({ path, refused }: Extract<Receipt, { refused: unknown }>, voice: Voice): string[] {
  const { code, what, fix } = explain(refused, voice.lang);
  return [voice.t('refusedFile', { file: basename(path), code, what }), voice.t('refusedFix', { fix })];
}
