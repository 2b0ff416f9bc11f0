/** The package has no types of its own. */
declare module 'bcrypt-pbkdf' {
  const bcrypt: {
    /** OpenBSD's bcrypt_pbkdf(3) into `key`; 0 when it worked. */
    pbkdf(
      pass: Uint8Array,
      passLength: number,
      salt: Uint8Array,
      saltLength: number,
      key: Uint8Array,
      keyLength: number,
      rounds: number,
    ): number;
  };
  export default bcrypt;
}
