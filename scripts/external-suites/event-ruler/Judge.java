import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;

/** For each line {"pattern": ..., "event": ...} of its input, prints what AWS's rule engine says: match, none or invalid. */
public class Judge {
    public static void main(String[] args) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode question = mapper.readTree(line);
            System.out.println(verdict(question.get("pattern").toString(), question.get("event").toString()));
        }
    }

    private static String verdict(String pattern, String event) throws Exception {
        Machine machine = new Machine();
        try {
            machine.addRule("rule", pattern);
        } catch (Exception refusal) {
            return "invalid";
        }
        return machine.rulesForJSONEvent(event).isEmpty() ? "none" : "match";
    }
}
