import { EcluseError } from '../base/errors.ts';

/** The one long task of a server. It goes on whether or not a page watches it. */
export type Tasks = {
  /** @throws SERVER_BUSY */
  start(session: string, work: (signal: AbortSignal) => Promise<void>): void;
  running(): string | null;
  /** How the last task of this session ended badly, or null. */
  failure(session: string): EcluseError | null;
  /** Asks the session's task to stop, for a reason where it is nobody's wish, and waits until it has. */
  stop(session?: string, reason?: EcluseError): Promise<void>;
};

export function createTasks(onFault: (error: unknown) => void): Tasks {
  let current: { session: string; controller: AbortController; ended: Promise<void> } | null = null;
  let failed: { session: string; error: EcluseError } | null = null;

  return {
    start(session, work) {
      if (current) throw new EcluseError('SERVER_BUSY', { task: current.session });
      const controller = new AbortController();
      const ended = Promise.resolve()
        .then(() => work(controller.signal))
        .then(
          () => {
            failed = null;
          },
          (error: unknown) => {
            if (!(error instanceof EcluseError)) onFault(error);
            failed = { session, error: error instanceof EcluseError ? error : new EcluseError('INTERNAL', { where: 'session' }) };
          },
        )
        .then(() => {
          current = null;
        });
      current = { session, controller, ended };
    },
    running: () => current?.session ?? null,
    failure: (session) => (failed?.session === session ? failed.error : null),
    async stop(session, reason) {
      if (!current || (session !== undefined && current.session !== session)) return;
      const { controller, ended } = current;
      controller.abort(reason);
      await ended;
    },
  };
}
