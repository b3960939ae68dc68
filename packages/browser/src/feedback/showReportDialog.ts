import { getClient, getCurrentScope, getIsolationScope, isObject, lastEventId, makeDsn, safely } from '@vigil/core';
import { dialogUrl } from './dialogUrl';

/** Any other field (`title`, `lang`, `labelName`, ...) goes to the dialog as it is. */
export interface ReportDialogOptions {
  [key: string]: unknown;
  /** Default: the last event captured here. */
  eventId?: string | undefined;
  /** Default: the current client's. */
  dsn?: string | undefined;
  /** What the form is filled in with. Default: the user that was set. */
  user?: { name?: string | undefined; email?: string | undefined } | undefined;
  /** Of the script, for a Content-Security-Policy. Default: that of another script of the page. */
  nonce?: string | undefined;
  /** The dialog is shown. */
  onLoad?: (() => void) | undefined;
  /** The user has closed it. */
  onClose?: (() => void) | undefined;
}

const CLOSED = '__sentry_reportdialog_closed__';

/** Asks the user what happened, in the server's own dialog: a script of the server that the page's Content-Security-Policy has to allow. */
export function showReportDialog(options?: ReportDialogOptions): void {
  safely(() => {
    const client = getClient();
    const given: ReportDialogOptions = isObject(options) ? options : {};
    const dsn = given.dsn ? makeDsn(given.dsn) : client?.getDsn();
    const eventId = given.eventId ?? lastEventId();
    if (!dsn) client ? client.warn('V086', 'showReportDialog') : console.warn('[vigil] V086 showReportDialog');
    else if (!eventId) client?.warn('V087', 'showReportDialog');
    else if (globalThis.document) {
      const user = { ...getIsolationScope().getUser(), ...getCurrentScope().getUser(), ...given.user };
      embed(dialogUrl(dsn, { ...given, eventId, user }), given);
    }
  });
}

function embed(url: string, { nonce, onLoad, onClose }: ReportDialogOptions): void {
  const script = document.createElement('script');
  script.async = true;
  script.crossOrigin = 'anonymous';
  script.src = url;
  script.nonce = nonce ?? document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? '';
  const end = () => {
    removeEventListener('message', heed);
    script.remove();
  };
  // the dialog posts to the page it stands in, and takes its own elements away
  const heed = ({ data, source }: MessageEvent) => {
    if (data !== CLOSED || (source && source !== globalThis.window)) return;
    end();
    onClose?.();
  };
  addEventListener('message', heed);
  script.onload = () => onLoad?.();
  // nothing was shown: nobody will close it
  script.onerror = end;
  (document.head ?? document.body).append(script);
}
