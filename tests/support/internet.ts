import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { type Network, systemNetwork } from '#lib/net/network.ts'

export interface Internet {
  network: Network
  /** Every connection that was made, as `host:port`. */
  connected: string[]
  /** A site at a public address, served by this process. @returns the port that it really listens on */
  site(host: string, port: number, listener: RequestListener, tls?: ServerOptions): Promise<number>
  /** What a name answers, beside the sites. Several answers are given one after the other. */
  name(host: string, ...answers: string[][]): void
  close(): Promise<void>
}

/**
 * Names, public addresses and servers that stand for the internet: addresses are checked as they are in production, and
 * only the last step, the connection to a public address, leads to a server on loopback.
 */
export function createInternet(extraAuthorities?: string[]): Internet {
  const names = new Map<string, string[][]>()
  const ports = new Map<string, number>()
  const servers: NetServer[] = []
  const connected: string[] = []
  let next = 10
  const network: Network = {
    extraAuthorities,
    async lookup(host) {
      const answers = names.get(host)
      if (!answers) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? []
      return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
    connect(addresses, { host, port }) {
      connected.push(`${host}:${port}`)
      const real = ports.get(`${addresses[0]?.address}:${port}`) ?? 1
      return systemNetwork.connect([{ address: '127.0.0.1', family: 4 }], { host: '127.0.0.1', port: real })
    },
  }
  return {
    network,
    connected,
    name: (host, ...answers) => void names.set(host, answers),
    async site(host, port, listener, tls) {
      const server: Server | ReturnType<typeof createTlsServer> = tls
        ? createTlsServer(tls, listener)
        : createServer(listener)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      servers.push(server)
      const address = names.get(host)?.[0]?.[0] ?? `93.184.216.${next++}`
      names.set(host, [[address]])
      const real = (server.address() as AddressInfo).port
      ports.set(`${address}:${port}`, real)
      return real
    },
    async close() {
      for (const server of servers) {
        if ('closeAllConnections' in server) (server as Server).closeAllConnections()
        server.close()
      }
    },
  }
}
