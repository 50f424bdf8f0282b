const KIB = 1024;
const MIB = 1024 * KIB;

/** Every cap of the crossing formats, in one table (SPEC.md, Bundles). Sizes in bytes. */
export const LIMITS = {
  /** Predictors of one dictionary, hence columns that carry them. */
  predictors: 2_000,
  /** Rows of one table, and pupils of one request. */
  rows: 200_000,
  /** Plaintext of one shard. */
  shardBytes: 256 * MIB,
  /** Of a model, which crosses nothing. */
  modelBytes: 480 * MIB,
  shards: 1_024,
  manifestBytes: 4 * MIB,
  fileBytes: 4_096 * MIB,
  models: 1_024,
  checkpointChars: 8_192,
  approvalBytes: 4_096,
} as const;

/** A reader may be stricter than the format. */
export type Limits = { readonly [name in keyof typeof LIMITS]: number };
