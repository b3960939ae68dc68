import { library } from '../../tsup.base';

export default library({ entry: ['src/index.ts', 'src/als.ts', 'src/cloudflare.ts', 'src/hono.ts'] });
