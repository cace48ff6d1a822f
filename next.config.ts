import type { NextConfig } from 'next'

const isDevelopment = process.argv.includes('dev')

/**
 * The last belt against what a model writes: nothing is loaded from, or sent to, another origin, images included.
 * Inline scripts are Next.js' own; what people and models write is never rendered as HTML.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // Types are checked once, by `npm test`; a start on a fresh machine need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Native or dynamically loading packages that Node.js loads itself; Next.js knows pg, pino, Prisma and argon2.
  serverExternalPackages: ['@prisma/adapter-pg', 'bullmq', 'ioredis'],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
      ],
    },
    // Routes that serve files set a stricter policy of their own.
    { source: '/((?!api/).*)', headers: [{ key: 'content-security-policy', value: contentSecurityPolicy }] },
  ],
}

export default nextConfig
