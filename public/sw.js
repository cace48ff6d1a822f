// The service worker: it shows a page of its own when the server cannot be reached, and does nothing else. Nothing that
// the server answers is ever kept, save the offline pages, which are the same for everybody.
const CACHE = 'offline-1'
const languages = ['en', 'de']

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE)
    await cache.addAll(languages.map((language) => `/offline/${language}`))
    await self.skipWaiting()
  }
  event.waitUntil(keep())
})

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

self.addEventListener('fetch', (event) => {
  // Pages alone; all else goes to the server as if there were no service worker.
  if (event.request.mode !== 'navigate' || event.request.method !== 'GET') return
  event.respondWith(fetch(event.request).catch(offlinePage))
})

async function offlinePage() {
  const chosen = (await self.cookieStore?.get('locale').catch(() => null))?.value
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.split('-')[0])]
  const language = wanted.find((candidate) => languages.includes(candidate)) ?? 'en'
  const page = await caches.match(`/offline/${language}`, { cacheName: CACHE })
  return page ?? Response.error()
}
