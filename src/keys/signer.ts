/** The name under which a party signs cards, manifests and approvals; an appliance's checkpoints bear it too, by another key. */
export function signerName(id: string): string {
  return `ecluse/${id}`;
}
