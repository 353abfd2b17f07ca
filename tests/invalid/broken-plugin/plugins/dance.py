import no_such_module

kinds = []
