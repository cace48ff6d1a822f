import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { Toaster } from '#components/ui/toast.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import { ClientMessages } from './_i18n/client-messages.tsx'
import { TimeZone } from './_i18n/time-zone.tsx'
import { ServiceWorker } from './_pwa/service-worker.tsx'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: { default: 'Crewhouse', template: '%s · Crewhouse' }, description: t('description') }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0f11' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Asking for it also keeps every page out of the build: one that was rendered there would have no nonce.
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const locale = await getLocale()
  return (
    // The theme's script sets the class before the first paint, so that nothing flashes; React must not mind.
    <html lang={locale} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        <ThemeProvider nonce={nonce} attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
          <NextIntlClientProvider messages={{}}>
            <ClientMessages namespaces={['common', 'ui', 'errors']}>
              <NuqsAdapter>
                <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
              </NuqsAdapter>
              <Toaster />
              <TimeZone />
              <ServiceWorker />
            </ClientMessages>
          </NextIntlClientProvider>
        </ThemeProvider>
      </body>
    </html>
  )
}
