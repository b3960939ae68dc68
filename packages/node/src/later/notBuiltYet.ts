export { checkOptionsOf, hasText, notBuiltYet, refuse } from '@vigil/core';
