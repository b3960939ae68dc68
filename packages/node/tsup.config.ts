import { library } from '../../tsup.base';

export default library({ entry: ['src/index.ts', 'src/compat/v7.ts'], external: ['@vigil/node'] });
