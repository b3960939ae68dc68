// `npm run build`: installs and builds what has changed.
import { ready } from './ready.mjs';

ready();
