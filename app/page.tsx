export default function HomePage() {
  return <main>Crewhouse</main>
}
