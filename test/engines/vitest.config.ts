import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

// Apart from `npm test`: these need browsers that come from the system's packages.
const config = mergeConfig(base, { test: { fileParallelism: false } });
export default { ...config, test: { ...config.test, include: ['test/engines/**/*.engines.ts'] } };
