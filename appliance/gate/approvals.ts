/** Whether an approval holds on a day (`YYYY-MM-DD`, UTC): its last day counts. */
export function inForce(approval: { readonly until: string } | null, today: string): boolean {
  return approval !== null && approval.until >= today;
}
