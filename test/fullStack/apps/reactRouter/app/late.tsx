import { type ReactNode, Suspense } from 'react';

function Part({ id }: { id: string }): ReactNode {
  throw new Error(`part ${id} fails`);
}

export default function Late({ params }: { params: { id: string } }) {
  return (
    <Suspense fallback="wait">
      <Part id={params.id} />
    </Suspense>
  );
}
