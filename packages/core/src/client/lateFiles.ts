import { safely } from '../base/safely';
import type { End, Parcel } from '../transport/parcel';
import { attachmentItem } from '../wire/envelope';
import type { EnvelopeItem } from '../wire/envelopeTypes';
import type { Attachment } from '../wire/event';
import type { LateFile } from './platform';

/** Attachments by path: in the queue they cost no memory, at the first try they are read. What cannot be read leaves its event alone. */
export function createLateFiles<E>(end: End<E>) {
  const files = new WeakMap<EnvelopeItem, LateFile>();

  function settle(parcel: Parcel<E>, each: Parcel<E>['items'][number], data: Uint8Array | undefined): void {
    const [item] = each;
    files.delete(item);
    if (data) {
      item[0].length = data.length;
      item[1] = data;
    } else {
      parcel.items = parcel.items.filter(other => other !== each);
      end([each], 'internal_error');
    }
  }
  const unread = ({ items }: Parcel<E>) => items.filter(([item]) => files.has(item));

  return {
    item(attachment: Attachment, file: LateFile): EnvelopeItem {
      const { path = '', filename = path.split(/[/\\]/).at(-1)! } = attachment;
      const item = attachmentItem({ ...attachment, filename, data: '' });
      item[0].length = file.size;
      files.set(item, file);
      return item;
    },
    /** Undefined where there is nothing to read. */
    read(parcel: Parcel<E>): Promise<unknown> | undefined {
      const late = unread(parcel);
      if (!late[0]) return undefined;
      return Promise.all(
        late.map(async each => {
          const data = await files
            .get(each[0])!
            .read()
            .catch(() => undefined);
          // read at process end meanwhile
          if (files.has(each[0])) settle(parcel, each, data);
        }),
      );
    },
    readNow(parcel: Parcel<E>): void {
      for (const each of unread(parcel))
        settle(
          parcel,
          each,
          safely(() => files.get(each[0])!.readNow()),
        );
    },
  };
}
