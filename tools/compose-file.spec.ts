import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  baseMapFields,
  edgeFields,
  messageFields,
  oidcFields,
  outgoingFields,
  retentionFields,
} from '@curbline/platform';
import { readCurblineEnvironment } from '../src/env.js';
import { readServiceEnvironment } from '@curbline/bootstrap';
import {
  composeText,
  interpolate,
  readCompose,
  ROOT,
  serviceOf,
  ValueMissing,
} from '../test/faults/compose-file.js';

const REQUIRED = { DATABASE_PASSWORD: 'database1', REDIS_PASSWORD: 'redis1' };
const OURS = ['order-service', 'geofence-service', 'notification-service', 'gateway'];
const file = readCompose(REQUIRED);
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
/** Variables of an env.ts, as its schema names them. */
const variablesOf = (path: string): string[] =>
  sorted([
    ...[...read(path).matchAll(/^ {2}([A-Z][A-Z_]+): environmentFields/gm)].map(([, name = '']) => name),
    ...Object.keys(edgeFields),
    ...Object.keys(messageFields),
    ...Object.keys(outgoingFields),
    ...Object.keys(retentionFields),
    ...Object.keys(oidcFields),
    ...Object.keys(baseMapFields),
  ]);

describe('docker-compose.yml', () => {
  it('is what Compose understands: commands are lists of words, nothing is unknown', () => {
    expect(sorted(Object.keys(file.services))).toEqual(
      sorted([...OURS, 'seed', 'proxy', 'postgres', 'redis']),
    );
    // A colon and a blank within an unquoted word make a mapping of it: the file was refused for that once.
    const broken = composeText().replace(/- "(fetch.*)"\n/, '- $1\n');
    expect(broken).not.toBe(composeText());
    expect(() => readCompose(REQUIRED, broken)).toThrow('string');
  });

  it.each(Object.keys(REQUIRED))('refuses to start without %s, and says where to put it', (name) => {
    expect(() => readCompose({ ...REQUIRED, [name]: '' })).toThrow(ValueMissing);
    expect(() => readCompose({ ...REQUIRED, [name]: '' })).toThrow(
      `${name} is missing a value: put ${name} into .env`,
    );
  });

  it('needs two values, and its .env.example tells of these and of every other', () => {
    const named = [...composeText().matchAll(/\$\{(?!COMPOSE_)(\w+)(:\?)?/g)];
    expect(sorted(named.flatMap(([, name = '', must]) => (must ? [name] : [])))).toEqual(
      sorted(Object.keys(REQUIRED)),
    );
    const example = [...read('.env.example').matchAll(/^(# )?([A-Z_]+)=/gm)];
    expect(sorted(example.flatMap(([, comment, name = '']) => (comment ? [] : [name])))).toEqual(
      sorted(Object.keys(REQUIRED)),
    );
    expect(sorted(example.map(([, , name = '']) => name))).toEqual(
      sorted(named.map(([, name = '']) => name)),
    );
    expect(read('.gitignore')).toContain('\n.env\n');
    expect(read('.dockerignore')).toContain('\n.env\n');
  });

  it('pins every image, and builds on the Node that the project brings', () => {
    for (const { image } of Object.values(file.services)) expect(image).toMatch(/^[\w/]+:\d+[.-]\d[\w.-]*$/);
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const major = devDependencies.node.split('.')[0];
    const bases = [...read('deploy/Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(bases).toEqual([`node:${major}-bookworm-slim`, `node:${major}-bookworm-slim`]);
  });

  it('runs two of each service, and watches the health of everything that stays', () => {
    for (const name of OURS) expect(serviceOf(file, name).deploy).toEqual({ replicas: 2 });
    for (const [name, { healthcheck, restart }] of Object.entries(file.services)) {
      const stays = name !== 'seed';
      expect([name, 'test' in healthcheck, restart]).toEqual([name, stays, stays ? 'unless-stopped' : 'no']);
    }
    for (const { depends_on: on } of Object.values(file.services)) {
      for (const name of Object.keys(on)) expect('test' in serviceOf(file, name).healthcheck).toBe(true);
    }
  });

  it('starts programs that exist', () => {
    for (const name of [...OURS, 'seed']) {
      const [node, script = ''] = serviceOf(file, name).command ?? [];
      expect(node).toBe('node');
      expect(
        existsSync(
          `${ROOT}${script
            .replace(/^dist\//, '')
            .replace('/dist/', '/src/')
            .replace(/js$/, 'ts')}`,
        ),
      ).toBe(true);
    }
  });

  it('gives each service every variable that it reads, and none that it does not', () => {
    const known = variablesOf('libs/bootstrap/src/env.ts');
    for (const name of OURS) {
      const given = Object.keys(serviceOf(file, name).environment);
      // Where it listens is the image's business: the port that the proxy and the health check know.
      const notGiven = [
        'HOST',
        'PORT',
        ...(name === 'geofence-service' ? [] : ['ROUTER_URL', 'TRACK_KEYS_URL']),
      ];
      expect(sorted([...given, ...notGiven])).toEqual(known);
    }
    for (const variable of Object.keys(serviceOf(file, 'seed').environment)) {
      expect([...variablesOf('src/env.ts'), 'REDIS_URL']).toContain(variable);
    }
  });

  it('is read by the services as it is meant: behind one proxy, over TLS, on their own database', () => {
    const { environment } = serviceOf(file, 'gateway');
    expect(readServiceEnvironment(environment)).toEqual({
      PORT: 3000,
      HOST: '0.0.0.0',
      OUTGOING_PRIVATE_HOSTS: new Set(),
      PUSH_HOSTS: new Set(),
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://curbline:database1@postgres/curbline',
      REDIS_URL: 'redis://:redis1@redis:6379',
      PUBLIC_URL: 'https://localhost',
      TRUST_PROXY: ['172.30.77.0/24'],
      LOG_LEVEL: 'info',
      REQUIRE_MFA: 'off',
      METRICS_LISTEN: { host: '0.0.0.0', port: 9464 },
    });
    const named = readCompose({ ...REQUIRED, SITE_ADDRESS: 'pickup.example' });
    expect(serviceOf(named, 'gateway').environment['PUBLIC_URL']).toBe('https://pickup.example');
    const { subnet } = file.networks.default.ipam.config[0]!;
    expect(environment['TRUST_PROXY']).toBe(subnet);
    expect(serviceOf(named, 'proxy').environment['SITE_ADDRESS']).toBe('pickup.example');
    expect(readCurblineEnvironment(serviceOf(file, 'seed').environment)).toMatchObject({ production: true });
  });

  it('agrees with the Caddyfile and the image on ports and variables', () => {
    const caddyfile = read('deploy/Caddyfile');
    const { environment } = serviceOf(file, 'proxy');
    const known = [...caddyfile.matchAll(/\{\$(\w+)/g)].map(([, name = '']) => name);
    for (const name of Object.keys(environment)) expect(known).toContain(name);
    expect(read('deploy/Dockerfile')).toContain('EXPOSE 3000');
    expect(serviceOf(file, 'proxy').healthcheck).toMatchObject({
      test: expect.arrayContaining(['http://127.0.0.1:2020/']),
    });
    expect(caddyfile).toContain('http://:{$ALIVE_PORT:2020}');
    for (const name of OURS) {
      const variable = name.toUpperCase().replace('-', '_');
      expect(caddyfile).toContain(`reverse_proxy {$${variable}:${name}:3000} {`);
      const copies = Array.from(
        { length: serviceOf(file, name).deploy?.replicas ?? 1 },
        (_, n) => `${file.name}-${name}-${n + 1}:3000`,
      );
      expect(environment[variable]?.split(' ')).toEqual(copies);
    }
  });
});

describe('values in a Compose file', () => {
  it('stand one within another', () => {
    const text = 'a ${ONE:-b ${TWO:-c} d} e ${THREE}';
    expect(interpolate(text, {})).toBe('a b c d e ');
    expect(interpolate(text, { TWO: '2', THREE: '3' })).toBe('a b 2 d e 3');
    expect(interpolate(text, { ONE: '1' })).toBe('a 1 e ');
    expect(() => interpolate('${ONE', {})).toThrow('never closed');
  });
});
