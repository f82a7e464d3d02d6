/** Under which the assets are injected: they are data, read once by the module. */
export const ASSETS = Symbol('Assets');
