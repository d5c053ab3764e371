// In and out: the map as a file, and files taken into the map.

function InAndOut({ map }) {
  return html`<${Button} title="Download the map as one page that opens anywhere, without a network" onClick=${async () => {
    const answer = await map.send("share_page");
    if (answer.ok) { download(answer.result); map.say("The map is in your downloads, as one page that opens anywhere."); }
  }}>Share page<//>`;
}
