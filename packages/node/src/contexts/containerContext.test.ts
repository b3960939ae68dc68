import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCgroup, parseMountinfo, readContainerContext } from './containerContext';

const ID = '4f797c539e6c745de61a93ca3ff892358ecbcaccd8414d5db545c38428142970';

describe('parseCgroup', () => {
  it.each([
    `12:memory:/docker/${ID}`,
    `10:devices:/system.slice/docker-${ID}.scope`,
    `0::/kubepods.slice/kubepods-pod1_2.slice/cri-containerd-${ID}.scope`,
    `1:name=systemd:/kubepods/besteffort/pod2d3fb3f0-0a14-4a1f-9a2d-1e0f3c4b5a69/${ID}`,
    `0::/system.slice/containerd.service/kubepods-burstable-pod1.slice:cri-containerd:${ID}`,
    `0::/\n3:cpu:/libpod_parent/libpod-${ID}`,
    `3:cpu:/docker/${ID}\r\n`,
  ])('finds the id in %j', text => {
    expect(parseCgroup(text)).toBe(ID);
  });

  it('knows the ids of ECS and of Garden', () => {
    const ecs = 'c23e5f76c09d438aa1824ca4058bdcab-1379091109';
    expect(parseCgroup(`9:perf_event:/ecs/c23e5f76c09d438aa1824ca4058bdcab/${ecs}`)).toBe(ecs);
    const garden = '34dc0b5e-626f-2c5c-4c51-70e3';
    expect(parseCgroup(`1:name=systemd:/system.slice/garden.service/garden/${garden}`)).toBe(garden);
  });

  it.each(['', '0::/', '0::/user.slice/user-1000.slice/session-2.scope', `0::/docker/${ID.slice(1)}`, `0::/docker/${ID}/init`])(
    'finds none in %j',
    text => {
      expect(parseCgroup(text)).toBeUndefined();
    },
  );
});

describe('parseMountinfo', () => {
  it.each([
    `473 456 254:1 /docker/containers/${ID}/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw`,
    `983 961 0:56 /containers/overlay-containers/${ID}/userdata/hostname /etc/hostname rw - tmpfs tmpfs rw`,
  ])('finds the id in %j', text => {
    expect(parseMountinfo(`1 0 0:1 / / rw - overlay overlay rw\n${text}`)).toBe(ID);
  });

  it('does not take the pod for the container', () => {
    expect(parseMountinfo(`1 2 8:1 /io.containerd.grpc.v1.cri/sandboxes/${ID}/hostname /etc/hostname rw`)).toBeUndefined();
  });
});

describe('readContainerContext', () => {
  const files = (known: Record<string, string>) => (path: string) => known[path] ?? '';

  it.runIf(process.platform === 'linux')('asks the cgroup first, then the mounts', () => {
    const mounts = { '/proc/self/mountinfo': `/containers/${ID}/hostname` };
    expect(readContainerContext(files({ ...mounts, '/proc/self/cgroup': '0::/' }))).toEqual({ id: ID });
    const other = ID.replace('4', '5');
    expect(readContainerContext(files({ ...mounts, '/proc/self/cgroup': `0::/docker/${other}` }))).toEqual({ id: other });
    expect(readContainerContext(files({}))).toEqual({});
  });

  it('never throws on any text, and is done with the longest', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(readContainerContext(() => text)).toEqual({});
      }),
    );
    for (const unit of ['a', '/', '-', 'a/', '/containers/', '0-']) {
      expect(parseCgroup(unit.repeat(65_536)) ?? parseMountinfo(unit.repeat(65_536))).toBeUndefined();
    }
  });
});
