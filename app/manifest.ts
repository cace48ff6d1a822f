import type { MetadataRoute } from 'next'
import { getTranslations } from 'next-intl/server'

/** Makes Crewhouse installable as an app. Browsers fetch it without cookies: the language is theirs. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('common')
  const icon = (size: number, purpose?: 'maskable') => ({
    src: `/icons/${purpose ?? 'app'}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  return {
    id: '/',
    name: 'Crewhouse',
    short_name: 'Crewhouse',
    description: t('description'),
    start_url: '/',
    display: 'standalone',
    background_color: '#0e0f11',
    theme_color: '#0e0f11',
    icons: [icon(192), icon(512), icon(512, 'maskable')],
  }
}
