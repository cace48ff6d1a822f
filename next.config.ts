import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // Types are checked once, by `npm test`; a start on a fresh machine need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Native or dynamically loading packages that Node.js loads itself; Next.js knows pg, pino, Prisma and argon2.
  serverExternalPackages: ['@prisma/adapter-pg', 'bullmq', 'ioredis'],
  // Pages get their content security policy from proxy.ts, with a nonce; routes that serve files set one of their own.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
      ],
    },
  ],
}

export default createNextIntlPlugin('./app/_i18n/request.ts')(nextConfig)
