import { it } from 'vitest';

it.skip('GlitchTip: its releases are container images with PostgreSQL, none is to be had from npm or PyPI', () => {});
