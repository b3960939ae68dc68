import * as Vigil from '@vigil/node';
import type { ReactNode } from 'react';

export const loader = () => {
  Vigil.getCurrentScope().setTransactionName('GET /pages/:id');
  return null;
};

export default function Page({ params }: { params: { id: string } }): ReactNode {
  throw new Error(`page ${params.id} fails`);
}
