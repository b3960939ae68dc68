import type { ReactNode } from 'react';

export default async function Page({ params }: { params: Promise<{ id: string }> }): Promise<ReactNode> {
  throw new Error(`page ${(await params).id} fails`);
}
