import { outcome, type ReportDialogOptions, showReportDialog } from '@vigil/browser';

/** Once the server has the event: it asks nobody about one it does not know. */
export function openDialogFor(eventId: string, options: ReportDialogOptions | undefined): void {
  outcome(eventId).then(({ status }) => {
    if (status === 'sent') showReportDialog({ ...options, eventId });
  });
}
