export { makeBrowserOfflineTransport } from './offline/makeBrowserOfflineTransport';
