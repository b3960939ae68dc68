import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let made: { key: Buffer; cert: Buffer } | undefined;

/** A certificate for localhost; undefined where there is no openssl. */
export function selfSigned(): { key: Buffer; cert: Buffer } | undefined {
  if (made) return made;
  const dir = mkdtempSync(join(tmpdir(), 'vigil-tls-'));
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  try {
    const args = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
    execFileSync('openssl', [...args.split(' '), '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    made = { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    // told by what is returned
  }
  rmSync(dir, { recursive: true, force: true });
  return made;
}
