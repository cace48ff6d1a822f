import { getTranslations } from 'next-intl/server'
import { DEFAULT_LOCALE, isLocale } from '#app/_i18n/locales.ts'

/** What the service worker keeps and shows when the server cannot be reached: a page that needs nothing else. */
export async function GET(_: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { locale: asked } = await params
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE
  const t = await getTranslations({ locale, namespace: 'offline' })
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('title')} · Crewhouse</title>
<style>
:root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; text-align: center; background: light-dark(#fff, #0e0f11); color: light-dark(#1b1d22, #ecedef) }
main { max-width: 24rem; padding: 2rem }
h1 { font-size: 1.25rem }
p { color: light-dark(#5c6068, #a5a9b2) }
a { display: inline-block; margin-top: .5rem; padding: .5rem 1rem; border-radius: .5rem; text-decoration: none; background: light-dark(#1b1d22, #ecedef); color: light-dark(#fff, #1b1d22) }
a:focus-visible { outline: 2px solid #5a86f0; outline-offset: 2px }
</style>
</head>
<body><main><h1>${t('title')}</h1><p>${t('description')}</p><a href="">${t('retry')}</a></main></body>
</html>
`
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-cache',
    },
  })
}
