import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { classifyAddress } from '#lib/providers/address-policy.ts'
import { AddressRefusedError, closeProviderConnections, providerFetch } from '#lib/providers/provider-fetch.ts'
import { baseUrl } from '#lib/providers/schema.ts'

const strict = providerFetch({ allowPrivate: false })
const lax = providerFetch({ allowPrivate: true })
afterAll(closeProviderConnections)

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

describe('a base URL', () => {
  test('loses its last slash', () => {
    expect(baseUrl.parse(' http://localhost:11434/v1/ ')).toBe('http://localhost:11434/v1')
  })
  test.each([
    'localhost:11434',
    'ftp://host/v1',
    'https://user:key@host/v1',
    'https://host/v1?key=x',
    'javascript:1',
    '',
  ])('is not %s', (value) => {
    expect(baseUrl.safeParse(value).success).toBe(false)
  })
})
