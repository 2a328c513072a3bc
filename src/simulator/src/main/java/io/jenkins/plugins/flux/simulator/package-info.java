/**
 * A local imitation of the queue service: accepts jobs, lets them wait and run, renders real images, fails in every way
 * that a caller must cope with, and records all calls. Shares no code with the callers that it tests: they meet on the
 * wire.
 *
 * <p>{@link io.jenkins.plugins.flux.simulator.Simulator} runs inside a process, {@link
 * io.jenkins.plugins.flux.simulator.SimulatorMain} as a process of its own. This package is the public API of the
 * module; the packages below it are internal:
 *
 * <ul>
 *   <li>{@code server}: the two listeners, the calls of the protocol, and sending of answers;
 *   <li>{@code parameter}: the parameter table of the model;
 *   <li>{@code job}: jobs and their queue;
 *   <li>{@code fault}: which faults apply to which jobs and calls, and their text form;
 *   <li>{@code key}: the known keys;
 *   <li>{@code record}: the recorded calls;
 *   <li>{@code render}: the pictures.
 * </ul>
 *
 * <h2>Faults as text</h2>
 *
 * A prompt names faults for its own job in double brackets, {@code A red apple [[queue=5s error=CONTENT_BLOCKED]]}; the
 * same words work for every job at {@code --fault}, at {@code POST /simulator/faults} and in {@link
 * io.jenkins.plugins.flux.simulator.Fault#parse}. Brackets whose first word is not a fault are ordinary text; a mistake
 * after a known first word is answered 422. The directive is not part of the picture.
 *
 * <table> <caption>Faults of jobs</caption>
 * <tr><th>word</th><th>fault</th></tr>
 * <tr><td>{@code queue=2s}, {@code run=0.5s..2s}, {@code run=2s~0.5}</td><td>latency: fixed, uniform,
 * log-normal</td></tr>
 * <tr><td>{@code error=CONTENT_BLOCKED}</td><td>ends with this {@code error_type}</td></tr>
 * <tr><td>{@code error-field=false}</td><td>succeeds, with an {@code error} that is this JSON</td></tr>
 * <tr><td>{@code cancel-too-late}, {@code cancel-ignored}, {@code cancel-delay=2s}</td><td>what a cancel does</td></tr>
 * <tr><td>{@code shape=images}, {@code outputs=3}</td><td>shape of the result, number of images</td></tr>
 * <tr><td>{@code image-size=512x512}, {@code image-corrupt}, {@code image-corrupt=2}</td><td>wrong files</td></tr>
 * <tr><td>{@code image-bytes=8000000}</td><td>large files</td></tr>
 * <tr><td>{@code foreign-links}, {@code foreign-links=status+cancel}</td><td>URLs at another origin</td></tr>
 * <tr><td>{@code image-url=private-address}</td><td>an image URL that must not be fetched</td></tr>
 * <tr><td>{@code expires=2s}, {@code expires-downloads=1}</td><td>image URLs that expire</td></tr>
 * </table>
 *
 * <table> <caption>Faults of calls, with their default operations; a prefix sets another one: {@code
 * result.slow=10}</caption>
 * <tr><th>word</th><th>fault</th></tr>
 * <tr><td>{@code submit=429}, {@code any=503}, …</td><td>this HTTP status from this operation</td></tr>
 * <tr><td>{@code echo-key=401}</td><td>a message that repeats the key; operations of the API</td></tr>
 * <tr><td>{@code key-in-answers}</td><td>the key all over each answer; operations of the API</td></tr>
 * <tr><td>{@code hostile-text=1000}</td><td>markup and escape sequences in each text; operations of the API</td></tr>
 * <tr><td>{@code lost-before}, {@code lost-after}</td><td>no answer; submit</td></tr>
 * <tr><td>{@code body=html}</td><td>another body; result</td></tr>
 * <tr><td>{@code in-between=503}, {@code in-between=408+empty}</td><td>the call is carried out, but something in
 * between answers with this status and an HTML page or another body; submit</td></tr>
 * <tr><td>{@code slow=2000}, {@code stall=100}, {@code stall-headers}, {@code truncate=100}, {@code oversize=endless},
 * {@code content-length=-10}, {@code gzip}</td><td>how the answer is sent; image</td></tr>
 * <tr><td>{@code redirect=loop}, {@code redirect=3}, {@code redirect=http://…}</td><td>redirects; image</td></tr>
 * </table>
 *
 * <table> <caption>Conditions, after a comma</caption>
 * <tr><th>word</th><th>meaning</th></tr>
 * <tr><td>{@code times=2}, {@code after=1}</td><td>only the first two times; all but the first time</td></tr>
 * <tr><td>{@code p=0.2}</td><td>by chance</td></tr>
 * <tr><td>{@code per-job}</td><td>counted separately for each job</td></tr>
 * <tr><td>{@code retry-after=2s}, {@code retry-at=2s}</td><td>with a status: {@code Retry-After}, in seconds or as a
 * date</td></tr>
 * </table>
 *
 * <p>In a prompt, faults of submits are counted for the prompt's text, because a refused submit leaves no job; the
 * count starts again once a submit is accepted.
 *
 * <h2>What the protocol leaves open</h2>
 *
 * <ul>
 *   <li>Refused parameters: 422 {@code {"detail": [{"loc": ["body", FIELD], "msg": "FIELD …", "type": …}]}}, one entry
 *       for each field. {@code null} means an absent {@code image_prompt} or {@code seed}, and is refused elsewhere.
 *   <li>Result of a job that failed or was canceled: 400 with the status body.
 *   <li>{@code queue_position} is 0 in the answer to a submit, and the number of jobs ahead in a status.
 *   <li>Jobs belong to the key that submitted them; for other keys they do not exist. A key without balance is refused
 *       only when it submits.
 * </ul>
 */
package io.jenkins.plugins.flux.simulator;
