/**
 * The one platform interface that `shared/` may use besides ECMAScript itself: the WHATWG Encoding API,
 * which Node, browsers and workers all have. Declared here so that neither Node's nor the DOM's other
 * globals become visible to code that must run in all of them.
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
