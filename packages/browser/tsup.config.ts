import { library } from '../../tsup.base';

export default library({ entry: ['src/index.ts', 'src/full.ts', 'src/lite.ts', 'src/offline.ts'] });
