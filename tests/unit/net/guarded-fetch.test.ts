import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { classifyAddress } from '#lib/net/address-policy.ts'
import { AddressRefusedError } from '#lib/net/dial.ts'
import { guardedFetch } from '#lib/net/guarded-fetch.ts'
import { type Network, systemNetwork } from '#lib/net/network.ts'

const strict = guardedFetch({ allowPrivate: false })
const lax = guardedFetch({ allowPrivate: true })
const made: { close(): Promise<void> }[] = [strict, lax]
afterAll(async () => void (await Promise.all(made.map((fetch) => fetch.close()))))

/** A strict one for which names resolve as they are told to, and public addresses are servers of this test. */
function inWorld(names: Record<string, string[][]>, ports: Record<string, number>, redirects = 0) {
  const asked: string[] = []
  const connected: string[] = []
  const network: Network = {
    async lookup(host) {
      asked.push(host)
      const answers = names[host] ?? []
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      return (answer ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
    connect(addresses, target) {
      connected.push(addresses.map(({ address }) => address).join())
      const port = ports[addresses[0]?.address ?? '']
      if (!port) throw new Error(`${target.host} leads out of the test`)
      return systemNetwork.connect([{ address: '127.0.0.1', family: 4 }], { host: '127.0.0.1', port })
    },
  }
  const fetch = guardedFetch({ allowPrivate: false, redirects, network })
  made.push(fetch)
  return { fetch, asked, connected }
}

async function withServer<T>(listener: RequestListener, work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await work((server.address() as AddressInfo).port)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('addresses', () => {
  test.each(['8.8.8.8', '104.18.7.192', '2606:4700::6812:7c0', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(classifyAddress(address)).toBe('public')
  })
  test.each(['127.0.0.1', '::1', '10.1.2.3', '172.16.0.9', '192.168.1.1', '100.64.0.1', 'fd12::1', '::ffff:10.0.0.1'])(
    '%s is private',
    (address) => {
      expect(classifyAddress(address)).toBe('private')
    },
  )
  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'fe80::1',
    'fec0::1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '::ffff:0:127.0.0.1',
    '100::1',
    'ff02::1',
    'fe80::1%eth0',
    '0.1.2.3',
    '192.0.0.8',
    '198.18.0.1',
    '203.0.113.1',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    'not an address',
  ])('%s is refused', (address) => {
    expect(classifyAddress(address)).toBe('refused')
  })
})

describe('a request to an address that a tenant chose', () => {
  const spellings = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:127.0.0.1]', '127.1']

  test.each(spellings)('does not reach this host as %s', async (host) => {
    let reached = 0
    await withServer(
      (_, res) => {
        reached++
        res.end('inside')
      },
      async (port) => {
        await expect(strict(`http://${host}:${port}/v1/models`)).rejects.toThrow(AddressRefusedError)
      },
    )
    expect(reached).toBe(0)
  })

  test.each(spellings)('reaches this host as %s where private addresses are allowed', async (host) => {
    await withServer(
      (_, res) => res.end('inside'),
      async (port) => {
        expect(await (await lax(`http://${host}:${port}/v1/models`)).text()).toBe('inside')
      },
    )
  })

  test.each(['169.254.169.254', '2852039166', '0xa9fea9fe', '[::ffff:169.254.169.254]', '[fe80::1]', '0.0.0.0'])(
    'never goes to %s',
    async (host) => {
      await expect(lax(`http://${host}:1/latest/meta-data`)).rejects.toThrow(AddressRefusedError)
      await expect(strict(`http://${host}:1/latest/meta-data`)).rejects.toThrow(AddressRefusedError)
    },
  )

  test('does not follow a redirect', async () => {
    let followed = false
    await withServer(
      (req, res) => {
        if (req.url === '/secret') followed = true
        res.writeHead(307, { location: '/secret' }).end()
      },
      async (port) => {
        await expect(lax(`http://127.0.0.1:${port}/v1`)).rejects.toThrow(/redirect/)
      },
    )
    expect(followed).toBe(false)
  })

  test.each([
    ['one of several answers', [['93.184.216.34', '10.0.0.5']]],
    ['an answer of IPv6', [['::ffff:10.0.0.5']]],
    ['no answer', [[]]],
  ])('does not go where a name leads to this network by %s', async (_, answers) => {
    const { fetch, connected } = inWorld({ 'trap.example': answers }, {})
    await expect(fetch('http://trap.example/')).rejects.toThrow(AddressRefusedError)
    expect(connected).toEqual([])
  })

  test('goes to the address that was checked, whatever the name leads to a moment later', async () => {
    await withServer(
      (_, res) => res.end('outside'),
      async (port) => {
        const { fetch, asked, connected } = inWorld(
          { 'rebind.example': [['93.184.216.34'], ['127.0.0.1']] },
          { '93.184.216.34': port },
        )
        expect(await (await fetch('http://rebind.example/')).text()).toBe('outside')
        expect([asked, connected]).toEqual([['rebind.example'], ['93.184.216.34']])
        await fetch.close()
        const again = inWorld({ 'rebind.example': [['127.0.0.1']] }, { '93.184.216.34': port })
        await expect(again.fetch('http://rebind.example/')).rejects.toThrow(AddressRefusedError)
      },
    )
  })

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://169.254.169.254/latest',
    'http://trap.example/',
    'file:///etc/passwd',
  ])('follows no redirect to %s', async (location) => {
    await withServer(
      (_, res) => res.writeHead(302, { location }).end(),
      async (port) => {
        const names = { 'site.example': [['93.184.216.34']], 'trap.example': [['192.168.0.1']] }
        const { fetch, connected } = inWorld(names, { '93.184.216.34': port }, 5)
        await expect(fetch('http://site.example/')).rejects.toThrow(AddressRefusedError)
        expect(connected).toEqual(['93.184.216.34'])
      },
    )
  })

  test('follows redirects to another site without the credentials, and not without end', async () => {
    const seen: (string | undefined)[] = []
    await withServer(
      (req, res) => {
        seen.push(req.headers.authorization)
        if (req.headers.host === 'other.example' && req.url === '/end') return void res.end('arrived')
        const location = req.url === '/loop' ? '/loop' : 'http://other.example/end'
        res.writeHead(302, { location }).end()
      },
      async (port) => {
        const names = { 'site.example': [['93.184.216.34']], 'other.example': [['93.184.216.35']] }
        const { fetch } = inWorld(names, { '93.184.216.34': port, '93.184.216.35': port }, 3)
        const headers = { authorization: 'Bearer key' }
        expect(await (await fetch('http://site.example/', { headers })).text()).toBe('arrived')
        expect(seen).toEqual(['Bearer key', undefined])
        await expect(fetch('http://site.example/loop')).rejects.toThrow(/too many redirects/)
      },
    )
  })

  test('reads no more than its bound', async () => {
    await withServer(
      (_, res) => res.end(Buffer.alloc(300_000)),
      async (port) => {
        const fetch = guardedFetch({ allowPrivate: true, maxResponseBytes: 100_000 })
        made.push(fetch)
        await expect((await fetch(`http://127.0.0.1:${port}/`)).text()).rejects.toThrow()
      },
    )
  })

  test.each(['file:///etc/passwd', 'ftp://host/x', 'gopher://host/'])('does not open %s', async (url) => {
    await expect(lax(url)).rejects.toThrow(AddressRefusedError)
  })

  test('streams its answer and gives it up when cancelled', async () => {
    let closed: () => void = () => {}
    const gone = new Promise<void>((resolve) => {
      closed = resolve
    })
    await withServer(
      (_, res) => {
        res.on('close', closed)
        res.write('first')
      },
      async (port) => {
        const abort = new AbortController()
        const response = await lax(`http://127.0.0.1:${port}/`, { signal: abort.signal })
        const reader = (response.body as ReadableStream<Uint8Array>).getReader()
        expect(new TextDecoder().decode((await reader.read()).value)).toBe('first')
        abort.abort(new Error('enough'))
        await expect(reader.read()).rejects.toThrow()
        await gone
      },
    )
  })
})
