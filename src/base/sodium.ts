import sodium from 'libsodium-wrappers';

await sodium.ready;

/** libsodium, loaded once. */
export { sodium };
