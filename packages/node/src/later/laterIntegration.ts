export { type LaterOptions, laterIntegration } from '@vigil/core';
