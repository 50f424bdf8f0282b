type Judged = {
  readonly rocAucInterval: { readonly low: number } | null;
  readonly baseline: { readonly gain: { readonly low: number } } | null;
  readonly leaks: readonly { readonly variable: string }[];
};

/** What a CSS must know of a model before its figures. `chance`: nothing shows that it is better than chance; such a model is never approved. */
export type Verdicts = { readonly chance: boolean; readonly beaten: boolean; readonly leaks: readonly string[] };

/** `beaten`: nothing shows that it ranks pupils better than its best variable does alone. */
export function verdicts({ rocAucInterval, baseline, leaks }: Judged): Verdicts {
  return {
    chance: rocAucInterval === null || rocAucInterval.low <= 0.5,
    beaten: baseline !== null && baseline.gain.low <= 0,
    leaks: leaks.map(({ variable }) => variable),
  };
}
