import { flush, init, withErrorBoundary } from '@sentry/react';
import { createRoot } from 'react-dom/client';

init({ dsn: DSN });

function Total({ lines }: { lines: number[] }) {
  if (lines.length === 0) throw new RangeError('no lines');
  return <b>{lines.length}</b>;
}

const Safe = withErrorBoundary(Total, { fallback: <i>none</i> });
createRoot(document.querySelector('#root') as Element).render(<Safe lines={[]} />);
done(later(() => flush(2000)));
