const view = new DataView(new ArrayBuffer(4));

/** The smallest number of 32 bits that is not below the value, infinity included: for x of 32 bits, x < value is x < roundUp(value). */
export function roundUp(value: number): number {
  const near = Math.fround(value);
  if (near >= value) return near;
  view.setFloat32(0, near);
  if (near === 0) view.setUint32(0, 1);
  else view.setUint32(0, view.getUint32(0) + (near > 0 ? 1 : -1));
  return view.getFloat32(0);
}
