declare const brand: unique symbol;

/** A primitive that the compiler keeps apart from others of its kind. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };
