/**
 * Work cut in pieces, so that whoever runs it may let others pass in between. At a pause it may ask for something that the runner does in its own
 * way: at once, or while others pass.
 */
export type Pause = { readonly now: () => void; readonly later: () => Promise<void> } | null;
export type Steps<T> = Generator<Pause, T, void>;

/** Runs it without a pause. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; ) {
    if (step.done) return step.value;
    let failure: { error: unknown } | null = null;
    try {
      step.value?.now();
    } catch (error) {
      failure = { error };
    }
    step = failure ? steps.throw(failure.error) : steps.next();
  }
}

/** Runs it so that pages, timers and messages get their turn at each pause. */
export async function lettingOthersPass<T>(steps: Steps<T>): Promise<T> {
  for (let step = steps.next(); ; ) {
    if (step.done) return step.value;
    let failure: { error: unknown } | null = null;
    try {
      if (step.value === null) await new Promise<void>((resolve) => setImmediate(resolve));
      else await step.value.later();
    } catch (error) {
      failure = { error };
    }
    step = failure ? steps.throw(failure.error) : steps.next();
  }
}
