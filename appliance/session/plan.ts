import { EcluseError } from '../../src/base/errors.ts';
import { WITHDRAWN } from '../../src/bundle/approval.ts';
import { inForce } from '../gate/approvals.ts';
import { overdueRefusal } from '../retention/due.ts';
import { lastApproval } from '../store/approval.ts';
import { type BundleRow, pendingBundles } from '../store/bundle.ts';
import { keptModels, models } from '../store/model.ts';
import type { Store } from '../store/open.ts';

export type Plan = {
  readonly take: readonly BundleRow[];
  /** Left where they are: what each lacks. */
  readonly left: readonly { readonly bundle: BundleRow; readonly error: EcluseError }[];
};

/**
 * What a session would take up on a day, among the pending bundles. `only` narrows scoring to these models: a request that asks for none of them
 * waits for another session and is not spoken of.
 */
export function plan(store: Store, today: string, only: readonly string[] | null): Plan {
  const take: BundleRow[] = [];
  const left: { bundle: BundleRow; error: EcluseError }[] = [];
  for (const bundle of pendingBundles(store)) {
    const error =
      bundle.destroy_by < today
        ? new EcluseError('BUNDLE_DESTROY_BY', { date: bundle.destroy_by })
        : (overdueRefusal(store, bundle.sender, today) ?? lacking(store, bundle, today));
    if (error) left.push({ bundle, error });
    else if (bundle.kind === 'train' || only === null || wanted(store, bundle, only).length > 0) take.push(bundle);
  }
  return { take, left };
}

/** @throws MODEL_UNKNOWN when no CSS has such a model here */
export function requireKnown(store: Store, only: readonly string[] | null): void {
  const kept = new Set(models(store).flatMap(({ id, state }) => (state === 'kept' ? [id] : [])));
  const unknown = only?.find((id) => !kept.has(id));
  if (unknown !== undefined) throw new EcluseError('MODEL_UNKNOWN', { model: unknown });
}

/** The sender's own models that the request asks for: those it names, or all. */
function wanted(store: Store, bundle: BundleRow, only: readonly string[] | null) {
  const named = JSON.parse(bundle.models) as string[];
  return keptModels(store, bundle.sender).filter(({ id }) => (named.length === 0 || named.includes(id)) && (only?.includes(id) ?? true));
}

/** Why no model may score this request today; null when one may. The chamber looks again, into the signatures. */
function lacking(store: Store, bundle: BundleRow, today: string): EcluseError | null {
  if (bundle.kind === 'train') return null;
  const asked = wanted(store, bundle, null);
  if (asked.length === 0) return new EcluseError('MODEL_NONE', { bundle: bundle.id });
  const approvals = asked.map(({ party, id, digest }) => lastApproval(store, party, id, digest));
  if (approvals.some((approval) => inForce(approval, today))) return null;
  const expired = approvals.find((approval) => approval !== null && approval.until !== WITHDRAWN);
  if (expired) return new EcluseError('APPROVAL_EXPIRED', { model: expired.model, date: expired.until });
  const withdrawn = approvals.find((approval) => approval !== null);
  if (withdrawn) return new EcluseError('APPROVAL_WITHDRAWN', { model: withdrawn.model });
  return new EcluseError('MODEL_NOT_APPROVED', { model: asked[0]?.id ?? '' });
}
