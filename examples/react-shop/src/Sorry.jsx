import * as Vigil from '@vigil/react';

/** In place of what failed: what to do next, and the number by which support finds the report. */
export function Sorry({ eventId, resetError }) {
  return (
    <section className="sorry" role="alert">
      <h2>This part of the page failed</h2>
      <p>Your order is safe. We have been told.</p>
      <p>
        <small>Report {eventId}</small>
      </p>
      <div className="actions">
        <button type="button" id="tell" onClick={() => Vigil.showReportDialog({ eventId, title: 'What happened?' })}>
          Tell us more
        </button>
        <button type="button" id="retry" className="quiet" onClick={resetError}>
          Try again
        </button>
      </div>
    </section>
  );
}
