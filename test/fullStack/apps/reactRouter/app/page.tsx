import type { ReactNode } from 'react';

export default function Page({ params }: { params: { id: string } }): ReactNode {
  throw new Error(`page ${params.id} fails`);
}
